-- What db-scheduler 16 expects: which execution is due, and which node holds it.
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(200),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

create table task_run (
  id uuid primary key,
  kind varchar(60) not null,
  subject varchar(400) not null,
  exclusive_key varchar(400) not null,
  payload text not null,
  requested_by varchar(64) not null,
  status varchar(20) not null,
  stage varchar(400) not null,
  done bigint not null,
  total bigint not null,
  cancel_requested boolean not null,
  problems text not null,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);
create index task_run_created_at on task_run (created_at);
create index task_run_exclusive_key on task_run (exclusive_key, status);

-- Who holds an exclusive key: a task, not a process, so that a task that is picked up after a crash holds it still.
create table task_claim (
  exclusive_key varchar(400) primary key,
  task_id uuid not null references task_run (id)
);

create table task_event (
  task_id uuid not null references task_run (id),
  sequence bigint not null,
  at timestamp with time zone not null,
  type varchar(20) not null,
  message text not null,
  done bigint not null,
  total bigint not null,
  primary key (task_id, sequence)
);
