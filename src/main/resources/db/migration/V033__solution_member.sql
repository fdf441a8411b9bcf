-- What the versions of solutions are made of, so that a block's page can tell where it is used.
-- Derived from the manifests, which stay the truth.

create table solution_member (
    solution_id      varchar(64)  not null,
    solution_version varchar(32)  not null,
    alias            varchar(64)  not null,
    block_id         varchar(64)  not null,
    reference        varchar(255) not null, -- as the solution names it: an exact version or a range
    primary key (solution_id, solution_version, alias),
    constraint solution_member_version foreign key (solution_id, solution_version)
        references block_version (block_id, version)
);

create index solution_member_block on solution_member (block_id);
