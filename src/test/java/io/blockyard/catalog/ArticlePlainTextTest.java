package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArticlePlainTextTest {

    @Test
    void what_an_article_says_comes_without_its_markup() {
        var text = new ArticleRenderer().plainText("""
                        ---
                        id: PUMP_CLEANING
                        ---
                        # Pump *cleaning*

                        Removes `NULL` rows
                        and **spikes**.

                        - first item
                        - second item

                        | column | type |
                        |---|---|
                        | asset_id | string |

                        ```yaml
                        ref: BLOCKS_REGISTRY/PUMP_CLEANING@1.0.0
                        ```
                        """);
        assertThat(text.lines())
                .containsExactly(
                        "Pump cleaning",
                        "Removes NULL rows and spikes.",
                        "first item",
                        "second item",
                        "column type",
                        "asset_id string");
    }
}
