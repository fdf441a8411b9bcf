-- Blocks, their versions, which never change, and their articles with every revision.

create table catalog_sequence (
    id          integer primary key,
    last_number bigint not null
);

-- Taken under its lock by whoever changes the catalog, so that numbers become visible in their own order.
insert into catalog_sequence (id, last_number) values (1, 0);

create table block (
    id              varchar(64)              primary key,
    source_project  varchar(255)             not null,
    source_zone     varchar(255)             not null, -- the zone's id, which survives a renaming
    latest_version  varchar(32)              not null,
    lifecycle       varchar(16)              not null,
    summary         text                     not null,
    last_crawled_at timestamp with time zone not null,
    change_sequence bigint                   not null unique,
    changed_at      timestamp with time zone not null,
    constraint block_source unique (source_project, source_zone)
);

create table block_version (
    block_id     varchar(64)              not null references block (id),
    version      varchar(32)              not null,
    manifest     text                     not null, -- JSON
    digest       varchar(64)              not null, -- SHA-256 of the bundle, hexadecimal
    note         text                     not null,
    published_at timestamp with time zone not null,
    published_by varchar(255)             not null,
    primary key (block_id, version)
);

create table article (
    block_id   varchar(64)              primary key references block (id),
    revision   bigint                   not null,
    markdown   text                     not null,
    generated  text                     not null, -- what the last crawl wrote: the base of a later merge
    author     varchar(255)             not null,
    written_at timestamp with time zone not null
);

create table article_revision (
    block_id   varchar(64)              not null references block (id),
    revision   bigint                   not null,
    markdown   text                     not null,
    author     varchar(255)             not null,
    reason     text                     not null,
    written_at timestamp with time zone not null,
    primary key (block_id, revision)
);
