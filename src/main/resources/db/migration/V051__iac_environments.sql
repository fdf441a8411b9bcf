-- Named environments: what {{ env.NAME }} in a configuration means on this server.

create table iac_environment (
    name        varchar(64)              primary key,
    description text                     not null,
    created_by  varchar(255)             not null,
    created_at  timestamp with time zone not null
);

create table iac_environment_variable (
    environment varchar(64)              not null references iac_environment (name),
    name        varchar(128)             not null,
    secret      boolean                  not null,
    content     text                     not null, -- sealed when it is a secret
    changed_by  varchar(255)             not null,
    changed_at  timestamp with time zone not null,
    primary key (environment, name)
);

insert into iac_environment (name, description, created_by, created_at)
values ('dev', '', 'blockyard', current_timestamp);
