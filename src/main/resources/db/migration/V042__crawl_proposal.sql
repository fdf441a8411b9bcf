-- What a crawl was asked to do, and what came of it: what previews found, and what publishing changed.

alter table crawl add column kind varchar(16) default 'crawl' not null;
alter table crawl add column of_crawl uuid; -- the preview that was accepted, or the crawl that was undone

create table crawl_proposal (
    crawl_id    uuid        not null references crawl (id),
    block_id    varchar(64) not null,
    proposal    text        not null, -- JSON
    accepted_in uuid references crawl (id),
    primary key (crawl_id, block_id)
);

create table crawl_effect (
    crawl_id  uuid        not null references crawl (id),
    block_id  varchar(64) not null,
    effect    text        not null, -- JSON: how the block was before
    undone_in uuid references crawl (id),
    primary key (crawl_id, block_id)
);
