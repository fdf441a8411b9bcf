-- A draft beside published versions brings what its crawl wrote of the block. The article, and the line that says what
-- the block does, stay as they are until the draft is promoted. Null of a block that was never published, and of drafts
-- that were made before this: their texts are in the article.

alter table block_version add column draft_article text;
alter table block_version add column draft_summary text;
