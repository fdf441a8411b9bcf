-- The history of projects whose record was given up: what is deployed there later goes on with it, so that a plan that
-- was made before is never taken for one that still holds.

create table iac_lineage (
    target      varchar(255) not null,
    project_key varchar(255) not null,
    lineage     varchar(64)  not null,
    serial      bigint       not null,
    primary key (target, project_key)
);

-- The task that makes the plan, to be followed and cancelled.

alter table iac_plan add column plan_task uuid;

create index iac_plan_standing on iac_plan (state, created_at);
