package io.blockyard.dataiku.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.code.PythonCode.Import;
import io.blockyard.dataiku.code.Renamed.Doubt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonCodeTest {

    private static final Map<String, String> OBJECTS = Map.of("READINGS", "one_READINGS", "f0LdEr", "nEwId");
    private static final Map<String, String> MODULES = Map.of("rotating", "vib_v1.rotating");

    @Test
    void findsImportsWhereverTheyStand() {
        var code = """
                from __future__ import annotations
                import os, numpy as np
                import rotating.signals
                from pandas import DataFrame as D, Series
                def late():
                    from .sibling import helper
                    try:
                        from scipy.signal import *
                    except ImportError:
                        pass
                """;

        assertThat(PythonCode.parse(code).imports())
                .containsExactly(
                        new Import("__future__", List.of("annotations")),
                        new Import("os", List.of()),
                        new Import("numpy", List.of()),
                        new Import("rotating.signals", List.of()),
                        new Import("pandas", List.of("DataFrame", "Series")),
                        new Import(".sibling", List.of("helper")),
                        new Import("scipy.signal", List.of("*")));
        assertThat(PythonCode.imports(code))
                .containsExactly("__future__", "numpy", "os", "pandas", "rotating", "scipy");
    }

    @Test
    void describesClasses() {
        var code = PythonCode.parse("""
                # -*- coding: utf-8 -*-
                \"""Dégradation models.\"""
                from abc import ABC, abstractmethod

                class Model(ABC, metaclass=Meta):
                    \"""A model.

                    Derive from it.
                    \"""
                    @abstractmethod
                    def fit(self, x): ...

                    def predict(self, x):
                        \"""Predicts.\"""
                        raise NotImplementedError("later")

                    def reset(self):
                        self.x = None

                @dataclass
                class Linear(Model):
                    pass
                """);

        assertThat(code.docstring()).isEqualTo("Dégradation models.");
        assertThat(code.classes()).extracting(PythonCode.ClassDefinition::name).containsExactly("Model", "Linear");
        var model = code.classes().getFirst();
        assertThat(model.bases()).containsExactly("ABC");
        assertThat(model.docstring()).startsWith("A model.");
        assertThat(model.methods())
                .containsExactly(
                        new PythonCode.Method("fit", "", true),
                        new PythonCode.Method("predict", "Predicts.", true),
                        new PythonCode.Method("reset", "", false));
    }

    @Test
    void renamesNamesInDssCallsAndNothingElse() {
        var renamed = PythonCode.rename("""
                # READINGS come from the plant: température, 😀
                import dataiku
                from dataiku import Folder as F, SQLExecutor2
                READINGS = dataiku.Dataset("READINGS").get_dataframe()
                folder = F(lookup='f0LdEr')
                other = dataiku.Dataset(name=r'READINGS', ignore_flow=True)
                sql = SQLExecutor2(dataset="READINGS")
                print("été", READINGS.columns)
                """, OBJECTS, Map.of());

        assertThat(renamed.code()).isEqualTo("""
                        # READINGS come from the plant: température, 😀
                        import dataiku
                        from dataiku import Folder as F, SQLExecutor2
                        READINGS = dataiku.Dataset("one_READINGS").get_dataframe()
                        folder = F(lookup='nEwId')
                        other = dataiku.Dataset(name=r'one_READINGS', ignore_flow=True)
                        sql = SQLExecutor2(dataset="one_READINGS")
                        print("été", READINGS.columns)
                        """);
        assertThat(renamed.doubts()).isEmpty();
    }

    @Test
    void knowsThePackageUnderAnotherName() {
        assertThat(PythonCode.rename("import dataiku as dk\ndk.Dataset('READINGS')\n", OBJECTS, Map.of())
                        .code())
                .isEqualTo("import dataiku as dk\ndk.Dataset('one_READINGS')\n");
        assertThat(PythonCode.rename("class Dataset: pass\nDataset('READINGS')\n", OBJECTS, Map.of())
                        .code())
                .contains("'READINGS'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dataiku.Dataset(f\"{kind}_READINGS\")|computed",
                "dataiku.Dataset(prefix + 'READINGS')|computed",
                "dataiku.Dataset('READ' 'INGS')|computed",
                "dataiku.Dataset(names[0])|computed",
                "dataiku.Dataset('READINGS', project_key='OTHER')|project",
                "dataiku.Dataset('OTHER.READINGS')|project",
                "project.get_dataset('READINGS')|also the name",
                "frame['READINGS']|also the name",
                "dataiku.Dataset(unknown)|variable",
            })
    void saysWhatItLeftAlone(String line, String reason) {
        var code = "import dataiku\n\n" + line + "\n";

        var renamed = PythonCode.rename(code, OBJECTS, Map.of());

        assertThat(renamed.code()).isEqualTo(code);
        assertThat(renamed.doubts()).first().satisfies(doubt -> {
            assertThat(doubt.line()).isEqualTo(3);
            assertThat(doubt.sentence()).contains(reason);
        });
    }

    @Test
    void followsAVariableThatHoldsNothingButTheName() {
        var constant = "import dataiku\nSOURCE = \"READINGS\"\nframe = dataiku.Dataset(SOURCE)\n";
        assertThat(PythonCode.rename(constant, OBJECTS, Map.of()))
                .isEqualTo(new Renamed(constant.replace("READINGS", "one_READINGS"), List.of()));

        var shared = constant + "print(SOURCE)\n";
        var left = PythonCode.rename(shared, OBJECTS, Map.of());
        assertThat(left.code()).isEqualTo(shared);
        assertThat(left.doubts()).extracting(Doubt::line).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from rotating.signals import smooth|from vib_v1.rotating.signals import smooth",
                "from rotating import signals as s|from vib_v1.rotating import signals as s",
                "import rotating.signals as s|import vib_v1.rotating.signals as s",
                "import os, rotating|import os, vib_v1.rotating as rotating",
                "import rotating.signals|import vib_v1.rotating.signals, vib_v1.rotating as rotating",
                "importlib.import_module('rotating.signals')|importlib.import_module('vib_v1.rotating.signals')",
                "from .rotating import x|from .rotating import x",
                "import rotatingshaft|import rotatingshaft",
            })
    void renamesModules(String before, String after) {
        var renamed = PythonCode.rename("# é\n" + before + "\n", Map.of(), MODULES);

        assertThat(renamed.code()).isEqualTo("# é\n" + after + "\n");
        assertThat(renamed.doubts()).isEmpty();
    }

    @Test
    void tellsAboutModulesThatAreOnlyKnownLater() {
        assertThat(PythonCode.rename("__import__('rotating')\n", Map.of(), MODULES)
                        .doubts())
                .hasSize(1);
        assertThat(PythonCode.rename("import_module(name)\n", Map.of(), MODULES).doubts())
                .extracting(Doubt::line)
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataiku.Dataset('READINGS'", "dataiku.Dataset('READINGS')\nprint 'done' ("})
    void leavesCodeWithMistakesAlone(String mistaken) {
        var code = "import dataiku\n" + mistaken + "\n";

        var renamed = PythonCode.rename(code, OBJECTS, Map.of());

        assertThat(renamed.code()).isEqualTo(code);
        assertThat(renamed.doubts())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.sentence()).contains("cannot be parsed"));
    }
}
