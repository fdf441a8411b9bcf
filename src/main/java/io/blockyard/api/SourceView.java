package io.blockyard.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blockyard.dataiku.Origin.Archive;
import io.blockyard.dataiku.Origin.Folder;
import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.dataiku.Origin.Instance;
import io.blockyard.dataiku.Source;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A source without its secret.
 *
 * @param kind {@code dss}, {@code git}, {@code folder} or {@code zip}
 * @param url the address of an instance or repository, the path of a folder, or the name of an uploaded file
 * @param branch of a repository; absent when it is the repository's own main branch
 * @param folder of a repository; absent when it is the root
 * @param authority certificates in PEM; absent when the usual authorities are trusted
 * @param builtIn whether it is the server's own sandbox
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceView(
        String name,
        String kind,
        String url,
        @Nullable String branch,
        @Nullable String folder,
        @Nullable String user,
        @Nullable String authority,
        boolean hasSecret,
        boolean builtIn) {

    public static SourceView of(Source source) {
        var plain = new SourceView(
                source.name(),
                source.origin().kind().name().toLowerCase(Locale.ROOT),
                source.origin().address(),
                null,
                null,
                null,
                null,
                source.hasSecret(),
                source.builtIn());
        return switch (source.origin()) {
            case Instance instance -> plain.with(null, null, null, instance.authority());
            case GitRepository git -> plain.with(git.branch(), git.folder(), git.user(), git.authority());
            case Folder folder -> plain;
            case Archive archive -> plain;
        };
    }

    private SourceView with(
            @Nullable String newBranch,
            @Nullable String newFolder,
            @Nullable String newUser,
            @Nullable String newAuthority) {
        return new SourceView(
                name,
                kind,
                url,
                unlessEmpty(newBranch),
                unlessEmpty(newFolder),
                unlessEmpty(newUser),
                unlessEmpty(newAuthority),
                hasSecret,
                builtIn);
    }

    private static @Nullable String unlessEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
