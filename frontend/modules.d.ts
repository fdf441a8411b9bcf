/** Style sheets that a package brings are imported for their effect only. */
declare module '*.css';
