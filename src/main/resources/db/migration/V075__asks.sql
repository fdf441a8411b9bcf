-- Which composition taught an ask, who changed its words since, and generated asks that somebody found wrong. The
-- composition may be gone: its id stays as a record.
alter table block_ask add column composition uuid;
alter table block_ask add column changed_by varchar(255);
alter table block_ask add column changed_at timestamp with time zone;

create table hidden_ask (
    block_id   varchar(64)              not null references block (id),
    text_key   varchar(500)             not null, -- folded: a crawl that generates the same words again finds them hidden
    hidden_by  varchar(255)             not null,
    hidden_at  timestamp with time zone not null,
    primary key (block_id, text_key)
);
