-- Every page of a block asks whether a change of it waits, and whether its project was read again since. Sources are
-- left out of the index: a folder's path can be longer than PostgreSQL lets an entry be.

create index crawl_proposal_block on crawl_proposal (block_id);
create index crawl_project on crawl (project_key, created_at);
