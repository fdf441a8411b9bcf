package io.blockyard.dataiku.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** What belongs to no project, below {@code .sandbox/} of the projects' folder, which exists once there is something. */
final class Instance {

    private final Path folder;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    Instance(Path projects) {
        this.folder = projects.resolve(".sandbox");
        try {
            Durable.recover(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    <T> T reading(Function<Holdings, T> call) {
        var holdings = new Holdings(folder, lock);
        return holdings.reading(() -> call.apply(holdings));
    }

    <T> T changing(Function<Holdings, T> call) {
        var holdings = new Holdings(folder, lock);
        return holdings.changing(() -> {
            holdings.files().makeFolder("");
            return call.apply(holdings);
        });
    }

    /** The instance's documents during one call. */
    static final class Holdings extends DocumentFolder {
        private Holdings(Path root, ReadWriteLock lock) {
            super(root, lock);
        }
    }
}
