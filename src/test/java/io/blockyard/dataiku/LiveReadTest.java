package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A project read over HTTP is the project that the folder holds. */
class LiveReadTest {

    private static final Map<Path, Sandbox> SANDBOXES = new HashMap<>();

    @BeforeAll
    static void start() {
        RealProjects.folders()
                .forEach(folder -> SANDBOXES.put(folder, Sandbox.start(SandboxOptions.local(folder, "secret"))));
    }

    @AfterAll
    static void stop() {
        SANDBOXES.values().forEach(Sandbox::close);
    }

    @ParameterizedTest
    @MethodSource("projects")
    void equalsTheFolder(Path project) {
        var key = project.getFileName().toString();
        var sandbox = SANDBOXES.get(project.getParent());

        var live = new DssClient(sandbox.address(), "secret").read(key);

        var folder = ProjectFolder.at(project, key).read();
        assertThat(live.params()).isEqualTo(folder.params());
        assertThat(live.recipes()).isEqualTo(folder.recipes());
        assertThat(live.zones()).isEqualTo(folder.zones());
        assertThat(live.wiki()).isEqualTo(folder.wiki());
        assertThat(live).isEqualTo(folder);
    }

    static Stream<Named<Path>> projects() {
        return RealProjects.all();
    }
}
