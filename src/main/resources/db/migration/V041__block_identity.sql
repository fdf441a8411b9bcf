-- Names that blocks have or had, each as the id that it would make: a former name leads to its block.
create table block_name (
    alias    varchar(64) primary key,
    block_id varchar(64) not null references block (id),
    title    text        not null
);

create index block_name_block_id on block_name (block_id);

-- Since when a block's zone is not there any more, and why; its versions stay.
alter table block add column source_gone_at timestamp with time zone;
alter table block add column source_gone_why text default '' not null;
