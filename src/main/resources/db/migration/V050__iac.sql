-- Plans with their review and the journal of their apply, and what was deployed.

create table iac_plan (
    id            uuid                     primary key,
    state         varchar(32)              not null,
    files         text                     not null, -- JSON: path to text
    environment   varchar(255)             not null,
    target        varchar(255)             not null,
    project_key   varchar(255)             not null, -- empty until it is known
    plan          text,                              -- JSON, once it is made
    inputs        text,                              -- JSON: what the plan was made from
    creates       integer                  not null,
    updates       integer                  not null,
    deletes       integer                  not null,
    no_ops        integer                  not null,
    problems      text                     not null, -- JSON
    apply_task    uuid,
    created_by    varchar(255)             not null,
    created_at    timestamp with time zone not null,
    changed_at    timestamp with time zone not null
);

create index iac_plan_created on iac_plan (created_at);

create table iac_decision (
    plan_id    uuid                     not null references iac_plan (id),
    number     integer                  not null,
    person     varchar(255)             not null,
    decision   varchar(16)              not null,
    comment    text                     not null,
    digest     varchar(64)              not null,
    decided_at timestamp with time zone not null,
    primary key (plan_id, number)
);

-- The journal: a row is running from before an operation starts until after it has ended.
create table iac_operation (
    plan_id     uuid                     not null references iac_plan (id),
    number      integer                  not null,
    address     varchar(1000)            not null,
    action      varchar(16)              not null,
    status      varchar(16)              not null,
    message     text                     not null,
    attempts    integer                  not null,
    started_at  timestamp with time zone,
    finished_at timestamp with time zone,
    primary key (plan_id, number)
);

create table iac_deployment (
    target      varchar(255)             not null,
    project_key varchar(255)             not null,
    name        text                     not null,
    lineage     varchar(64)              not null,
    serial      bigint                   not null,
    state       text                     not null, -- JSON, in the form of a state file
    blocks      text                     not null, -- JSON
    plan_id     uuid                     not null,
    deployed_by varchar(255)             not null,
    deployed_at timestamp with time zone not null,
    primary key (target, project_key)
);
