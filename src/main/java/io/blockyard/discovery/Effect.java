package io.blockyard.discovery;

import io.blockyard.catalog.PublishEffect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a crawl changed of one block, kept so that it can be undone.
 *
 * @param published null when no version was published
 * @param gone whether the crawl found the block's source gone
 * @param goneBefore why the source was gone until the crawl; null when it was there
 */
record Effect(
        String block,
        @Nullable PublishEffect published,
        boolean gone,
        @Nullable String goneBefore) {

    String toJson() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static Effect ofJson(String json) {
        return JsonMapper.shared().readValue(json, Effect.class);
    }
}
