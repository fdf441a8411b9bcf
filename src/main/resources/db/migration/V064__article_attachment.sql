-- Files that belong to articles, and in which revisions. What they hold lies in the data folder, by its digest.

create table article_attachment (
    block_id       varchar(64)  not null references block (id),
    name           varchar(128) not null,
    from_revision  bigint       not null,
    until_revision bigint, -- the first revision that has it no more; null while the newest has
    digest         varchar(64)  not null, -- SHA-256, hexadecimal
    size_in_bytes  bigint       not null,
    primary key (block_id, name, from_revision)
);
