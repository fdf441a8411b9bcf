package io.blockyard.portal.part;

import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes one file in, and no more of it than a bound, whatever the browser says of its size. */
public final class BoundedUpload implements UploadHandler {

    /** What the form around a file may add to it. */
    private static final long FORM = 1L << 20;

    private final long largest;
    private final transient Receiver receiver;

    /** Takes a file in the request's own thread; what it answers is then done where components may be touched. */
    @FunctionalInterface
    public interface Receiver {
        Runnable take(String fileName, InputStream content) throws IOException;
    }

    /** @param largest in bytes */
    public BoundedUpload(long largest, Receiver receiver) {
        this.largest = largest;
        this.receiver = receiver;
    }

    @Override
    public void handleUploadRequest(UploadEvent event) throws IOException {
        try (var content = new Bounded(event.getInputStream(), largest)) {
            var after = receiver.take(event.getFileName(), content);
            var _ = event.getUI().access(after::run);
        }
    }

    @Override
    public long getFileSizeMax() {
        return largest;
    }

    @Override
    public long getRequestSizeMax() {
        return largest + FORM;
    }

    @Override
    public long getFileCountMax() {
        return 1;
    }

    private static final class Bounded extends FilterInputStream {

        private final long largest;
        private long taken;

        private Bounded(InputStream content, long largest) {
            super(content);
            this.largest = largest;
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var read = super.read(bytes, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            taken += read;
            if (taken > largest) {
                throw new IOException("The file is larger than " + (largest >> 20) + " MiB.");
            }
        }
    }
}
