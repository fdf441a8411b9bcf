-- Which projects hold an instance of a block or solution, found by the block; what the instances are stands in
-- iac_deployment.blocks.
create table iac_deployed_block (
    block_id    varchar(64)  not null,
    target      varchar(255) not null,
    project_key varchar(255) not null,
    primary key (block_id, target, project_key),
    foreign key (target, project_key) references iac_deployment (target, project_key) on delete cascade
);

create index iac_deployed_block_project on iac_deployed_block (target, project_key);

-- References read REGISTRY/BLOCK@VERSION.
insert into iac_deployed_block (block_id, target, project_key)
select b.id, d.target, d.project_key
from iac_deployment d
join block b on position('/' || b.id || '@' in d.blocks) > 0;
