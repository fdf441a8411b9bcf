-- Credentials that a crawl took out of a project, known by a keyed digest, and those that somebody said are none.

create table credential_finding (
    project_key varchar(255)             not null,
    place       varchar(512)             not null, -- such as recipes/NAME
    line        integer                  not null, -- 0: a document, which has no lines
    fingerprint varchar(64)              not null,
    kind        varchar(32)              not null,
    found_at    timestamp with time zone not null,
    primary key (project_key, place, line, fingerprint)
);

create table credential_allowed (
    fingerprint varchar(64)              primary key,
    project_key varchar(255)             not null, -- where it was when it was allowed
    place       varchar(512)             not null,
    kind        varchar(32)              not null,
    allowed_by  varchar(255)             not null,
    allowed_at  timestamp with time zone not null
);
