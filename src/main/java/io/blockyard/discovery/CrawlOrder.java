package io.blockyard.discovery;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a crawl is asked to read, as its task carries it.
 *
 * @param folder where the project lies, when it is not read from a named source
 */
record CrawlOrder(String source, @Nullable String folder, String projectKey) {

    String toJson() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static CrawlOrder ofJson(String json) {
        return JsonMapper.shared().readValue(json, CrawlOrder.class);
    }
}
