package io.blockyard.discovery.article;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.credential.CredentialScan;
import java.util.List;
import java.util.stream.Stream;

/** Where credentials were taken out, so that something does not work as it is. */
final class LostCredentials {

    private LostCredentials() {}

    /** Names of recipes, datasets and library files. */
    static List<String> in(ProjectSnapshot zone) {
        return Stream.of(
                        zone.recipes().stream()
                                .filter(recipe -> lacks(recipe.payload())
                                        || lacks(recipe.document().toString()))
                                .map(Recipe::name),
                        zone.datasets().stream()
                                .filter(dataset ->
                                        lacks(dataset.document().path("params").toString()))
                                .map(ProjectSnapshot.Dataset::name),
                        zone.library().entrySet().stream()
                                .filter(file -> lacks(file.getValue()))
                                .map(file -> file.getKey()))
                .flatMap(names -> names)
                .toList();
    }

    private static boolean lacks(String text) {
        return text.contains(CredentialScan.MARK);
    }
}
