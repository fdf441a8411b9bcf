package io.blockyard.dataiku;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The sample projects that come with the product, wherever it runs from: a folder of classes or a jar. */
public final class BundledSamples {

    private static final String PLACE = "samples/projects/";

    private BundledSamples() {}

    /** Fills {@code folder} with the samples unless it exists; half-copied samples are never seen. */
    public static void copyTo(Path folder) {
        if (Files.exists(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            var draft = Files.createDirectory(folder.resolveSibling(".samples-" + UUID.randomUUID()));
            for (var resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + PLACE + "**/*")) {
                if (resource.isReadable()) {
                    copy(resource, draft);
                }
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Resource resource, Path folder) throws IOException {
        var url = URLDecoder.decode(resource.getURL().toString().replace("+", "%2B"), StandardCharsets.UTF_8);
        var relative = url.substring(url.lastIndexOf("/" + PLACE) + PLACE.length() + 1);
        if (relative.endsWith("/")) {
            return;
        }
        var file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        try (var content = resource.getInputStream()) {
            Files.copy(content, file);
        }
    }
}
