package io.blockyard.dataiku;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** One commit of a repository, read from git's own objects: nothing is checked out, links and submodules are left out. */
final class GitTree implements FileTree {

    private static final int MOST_FILES = 500_000;

    private final Repository repository;
    private final String called;
    private final TreeMap<String, Content> files = new TreeMap<>();

    /**
     * Looks at the names of a commit.
     *
     * @param below a folder, or empty for all
     * @throws IOException when objects are missing or there are too many files
     */
    GitTree(Repository repository, ObjectId commit, String below, String called) throws IOException {
        this.repository = repository;
        this.called = called;
        try (var commits = new RevWalk(repository);
                var walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            if (!below.isEmpty()) {
                walk.setFilter(PathFilter.create(below));
            }
            while (walk.next()) {
                var mode = walk.getFileMode();
                if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
                    files.put(walk.getPathString(), new Blob(walk.getObjectId(0)));
                }
                if (files.size() > MOST_FILES) {
                    throw new IOException("it holds more than " + MOST_FILES + " files");
                }
            }
        }
    }

    @Override
    public String called() {
        return called;
    }

    @Override
    public SortedMap<String, Content> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    private final class Blob implements Content {

        private final ObjectId id;

        private Blob(ObjectId id) {
            this.id = id;
        }

        @Override
        public long size() {
            try (var reader = repository.newObjectReader()) {
                return reader.getObjectSize(id, ObjectReader.OBJ_ANY);
            } catch (IOException missing) {
                return 0;
            }
        }

        @Override
        public byte[] bytes() throws IOException {
            return repository.open(id).getBytes();
        }
    }
}
