-- The list of blocks that a mirror was last given: another one there was written from elsewhere, and may hold what is not here.

alter table mirror add column index_digest varchar(100);
