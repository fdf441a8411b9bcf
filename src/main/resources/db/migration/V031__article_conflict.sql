-- Places of articles that a person and the source both changed, until somebody decides.

create table article_conflict (
    block_id varchar(64)              not null references block (id),
    place    varchar(512)             not null, -- field:KEY or section:HEADING
    base     text                     not null,
    crawled  text                     not null,
    written  text                     not null,
    found_at timestamp with time zone not null,
    primary key (block_id, place)
);
