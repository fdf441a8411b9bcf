-- When sources are crawled without anybody asking.

create table crawl_schedule (
    source       varchar(64)              primary key,
    cron         varchar(120)             not null, -- in UTC
    projects     text                     not null, -- JSON list of keys; empty: all
    preview      boolean                  not null,
    default_zone boolean                  not null,
    changed_by   varchar(255)             not null,
    changed_at   timestamp with time zone not null,
    last_at      timestamp with time zone           -- when it last came due
);
