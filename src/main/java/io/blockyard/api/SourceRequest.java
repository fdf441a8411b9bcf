package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * A place that projects are read from, to be named or changed.
 *
 * @param name left out when a source is changed
 * @param kind {@code dss} (when left out), {@code git} or {@code folder}; a zip is uploaded instead
 * @param url the address of an instance or a repository
 * @param path the absolute path of a folder on the server's disk
 * @param branch of a repository; the repository's own main branch when left out
 * @param folder in a repository where the projects lie; its root when left out
 * @param user for a repository, where its address names none
 * @param authority certificates in PEM that are trusted in place of the usual authorities
 * @param apiKey of an instance; kept encrypted and never shown again; when a source is changed, left out to keep it
 * @param secret the same for a repository: a password, a token or a private key
 */
public record SourceRequest(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String url,
        @Nullable String path,
        @Nullable String branch,
        @Nullable String folder,
        @Nullable String user,
        @Nullable String authority,
        @Nullable String apiKey,
        @Nullable String secret) {

    /** Without secrets. */
    @Override
    public String toString() {
        return "SourceRequest[name=" + name + ", kind=" + kind + ", url=" + url + "]";
    }
}
