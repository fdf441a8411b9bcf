-- What follows an apply, by target; what has followed one; and what was last seen to be changed outside.

create table iac_deployment_rule (
    target       varchar(255)             primary key,
    snapshot     boolean                  not null,
    drift_cron   varchar(128)             not null, -- empty: nobody looks by itself
    drift_looked timestamp with time zone,          -- when it was last due
    changed_by   varchar(255)             not null,
    changed_at   timestamp with time zone not null
);

create table iac_follow_up (
    plan_id uuid        not null references iac_plan (id),
    step    varchar(16) not null,
    status  varchar(16) not null,
    message text        not null,
    primary key (plan_id, step)
);

alter table iac_plan add column build boolean default false not null;

create table iac_drift (
    target      varchar(255)             not null,
    project_key varchar(255)             not null,
    drift       text                     not null, -- JSON
    problem     text                     not null, -- why nobody could look; else empty
    looked_at   timestamp with time zone not null,
    primary key (target, project_key)
);
