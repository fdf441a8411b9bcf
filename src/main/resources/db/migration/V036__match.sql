-- What people say when they need a block, and an organisation's own words. What is generated from a block's
-- documentation is not kept: it is made again whenever it is looked at.

create table block_ask (
    id         varchar(36)              primary key,
    block_id   varchar(64)              not null references block (id),
    text       varchar(500)             not null,
    text_key   varchar(500)             not null, -- folded: how asks are compared
    origin     varchar(16)              not null, -- author, learned
    said_by    varchar(255)             not null,
    said_at    timestamp with time zone not null,
    constraint block_ask_once unique (block_id, text_key)
);

create table language_pack (
    language   varchar(8)               primary key, -- fr: French terms; en: English ones
    lines      text                     not null, -- term, tab, meanings between bars
    changed_by varchar(255)             not null,
    changed_at timestamp with time zone not null
);
