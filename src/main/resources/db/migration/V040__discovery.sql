-- Crawls: one row for each that was asked for; how far it is stands with its task of the same id.

create table crawl (
    id          uuid                     primary key,
    source      varchar(1024)            not null, -- a source's name, or a folder
    project_key varchar(255)             not null,
    report      text,                              -- JSON; absent until the crawl has ended well
    created_at  timestamp with time zone not null
);

create index crawl_created_at on crawl (created_at);
