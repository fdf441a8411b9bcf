package io.blockyard.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockManifest.ExtensionPoint;
import io.blockyard.dataiku.ProjectFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtensionPointsTest {

    @Test
    void theBaseOfAClassThatARecipeInstantiatesCanBeExtended() {
        var zone = ProjectFiles.read(
                "PLANT",
                Map.of(
                        "params.json", "{\"name\": \"Plant\"}",
                        "lib/python/plant/base.py", """
                        from abc import ABC, abstractmethod

                        class Smoother(ABC):
                            \"\"\"Takes the noise out of a signal.\"\"\"

                            @abstractmethod
                            def smooth(self, samples):
                                ...
                        """,
                        "lib/python/plant/filters.py", """
                        from plant.base import Smoother

                        class Windowed(Smoother):
                            pass

                        class Median(Windowed):
                            def smooth(self, samples):
                                return sorted(samples)[len(samples) // 2]

                        class Report:
                            pass
                        """,
                        "recipes/clean.json", "{\"type\": \"python\", \"inputs\": {}, \"outputs\": {}}",
                        "recipes/clean.py", """
                        from plant.filters import Median, Report
                        Report(Median(3).smooth([1, 2, 3]))
                        """));

        assertThat(ExtensionPoints.of(zone)).singleElement().satisfies(point -> {
            assertThat(point.recipe()).isEqualTo("clean");
            assertThat(point.baseClass()).isEqualTo("plant.base.Smoother");
            assertThat(point.description()).isEqualTo("Takes the noise out of a signal.");
            assertThat(point.requiredMethods()).containsExactly("smooth");
        });
    }

    @Test
    void aBaseClassThatLeavesNothingOpenIsOneWhereARecipeMakesObjectsOfIt() {
        var library = Map.of(
                "params.json", "{\"name\": \"Plant\"}",
                "lib/python/plant/base.py", """
                        class BaseEngineer:
                            def extract(self, data):
                                return data

                        class Scaler:
                            pass

                        class RobustScaler(Scaler):
                            pass

                        class Settings:
                            pass
                        """,
                "recipes/make.json", "{\"type\": \"python\", \"inputs\": {}, \"outputs\": {}}");

        assertThat(points(library, "import plant.base\nplant.base.BaseEngineer().extract(1)\nplant.base.Settings()\n"))
                .containsExactly("plant.base.BaseEngineer");
        assertThat(points(library, "from plant.base import *\nScaler()\nSettings()\n"))
                .containsExactly("plant.base.Scaler");
        assertThat(points(library, "from plant.base import BaseEngineer\nname = BaseEngineer.__name__\n"))
                .isEmpty();
    }

    private static List<String> points(Map<String, String> library, String code) {
        var files = new HashMap<>(library);
        files.put("recipes/make.py", code);
        return ExtensionPoints.of(ProjectFiles.read("PLANT", files)).stream()
                .map(ExtensionPoint::baseClass)
                .toList();
    }
}
