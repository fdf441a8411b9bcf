-- Drafts of compositions: what people decided. Wiring and configuration are worked out from it.

create table composition (
    id         uuid                     primary key,
    owner      varchar(255)             not null,
    draft      text                     not null, -- JSON
    created_at timestamp with time zone not null,
    updated_at timestamp with time zone not null
);

create index composition_by_owner on composition (owner, updated_at);
