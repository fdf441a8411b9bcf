package io.blockyard.discovery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a crawl is asked to do, as its task carries it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order", defaultImpl = CrawlOrder.Read.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = CrawlOrder.Read.class, name = "read"),
    @JsonSubTypes.Type(value = CrawlOrder.Accept.class, name = "accept"),
    @JsonSubTypes.Type(value = CrawlOrder.Undo.class, name = "undo")
})
sealed interface CrawlOrder {

    /** A source's name, or a folder. */
    String source();

    String projectKey();

    /**
     * To read a project.
     *
     * @param folder where the project lies, when it is not read from a named source
     */
    record Read(
            String source,
            @Nullable String folder,
            String projectKey,
            @Nullable CrawlOptions options) implements CrawlOrder {

        CrawlOptions how() {
            return options == null ? CrawlOptions.USUAL : options;
        }
    }

    /** To publish these blocks of what a preview found. */
    record Accept(String source, String projectKey, UUID preview, List<String> only) implements CrawlOrder {}

    /** To take back what a crawl published. */
    record Undo(String source, String projectKey, UUID crawl) implements CrawlOrder {}

    default CrawlKind kind() {
        return switch (this) {
            case Read read -> read.how().preview() ? CrawlKind.PREVIEW : CrawlKind.CRAWL;
            case Accept accept -> CrawlKind.ACCEPTANCE;
            case Undo undo -> CrawlKind.UNDO;
        };
    }

    /** The crawl that this one follows; null for one that stands alone. */
    default @Nullable UUID of() {
        return switch (this) {
            case Read read -> null;
            case Accept accept -> accept.preview();
            case Undo undo -> undo.crawl();
        };
    }

    default String toJson() {
        return JsonMapper.shared().writerFor(CrawlOrder.class).writeValueAsString(this);
    }

    static CrawlOrder ofJson(String json) {
        return JsonMapper.shared().readValue(json, CrawlOrder.class);
    }
}
