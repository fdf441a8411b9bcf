-- How plans of a target are reviewed, which plan replaces which, who holds a project, and what undoes an operation.

create table iac_review_rule (
    target         varchar(255)             primary key,
    approvals      integer                  not null,
    others_only    boolean                  not null,
    plan_hours     integer                  not null,
    approval_hours integer                  not null,
    changed_by     varchar(255)             not null,
    changed_at     timestamp with time zone not null
);

create table iac_lock (
    target      varchar(255)             not null,
    project_key varchar(255)             not null,
    holder      varchar(255)             not null,
    reason      text                     not null,
    since       timestamp with time zone not null,
    primary key (target, project_key)
);

alter table iac_plan add column replaces uuid;

-- Sealed JSON: what was on the target before the operation first started.
alter table iac_operation add column inverse text;
