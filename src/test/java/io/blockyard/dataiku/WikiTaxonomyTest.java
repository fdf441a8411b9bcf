package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WikiTaxonomyTest {

    private static final String BEFORE = """
            {"homeArticleId": "1", "versionTag": {"versionNumber": 7}, "taxonomy": [
              {"id": "1", "children": [{"id": "2", "label": "ours", "children": [{"id": "3"}]}]},
              {"id": "4", "pinned": true}]}
            """;

    @Test
    void anArticleMovesWithAllBelowItAndNothingElseOfTheDocumentChanges() {
        assertThat(WikiTaxonomy.moved(tree(BEFORE), "2", "4")).isEqualTo(tree("""
                {"homeArticleId": "1", "versionTag": {"versionNumber": 7}, "taxonomy": [
                  {"id": "1", "children": []},
                  {"id": "4", "pinned": true, "children": [{"id": "2", "label": "ours", "children": [{"id": "3"}]}]}]}
                """));
        assertThat(WikiTaxonomy.moved(tree(BEFORE), "3", "")
                        .at("/taxonomy/2/id")
                        .asString())
                .isEqualTo("3");
    }

    @Test
    void whatCannotMoveStays() {
        for (var move : new String[][] {{"2", "1"}, {"2", "3"}, {"2", "2"}, {"9", "1"}, {"2", "9"}, {"4", ""}}) {
            assertThat(WikiTaxonomy.moved(tree(BEFORE), move[0], move[1])).isEqualTo(tree(BEFORE));
        }
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
