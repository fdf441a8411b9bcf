-- Which article names which block as [[BLOCK]], kept with every revision.

create table article_link (
    block_id varchar(64) not null references block (id),
    target   varchar(64) not null, -- a block's id, or a former one; there may be no such block yet
    primary key (block_id, target)
);

create index article_link_target on article_link (target);
