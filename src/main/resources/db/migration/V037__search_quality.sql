-- How well a set of needs found its blocks, one row for a measurement; the newest few are kept.
create table search_quality (
    task_id     uuid                     primary key, -- the background task that measured it
    measured_at timestamp with time zone not null,
    report      text                     not null, -- JSON
    missed      text                     not null  -- JSON, a list
);
