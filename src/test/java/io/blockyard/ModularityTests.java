package io.blockyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The rooms and the arrows between them, as docs/architecture.md tells them. */
class ModularityTests {

    /** Which room may use which others. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("problem", Set.of()),
            Map.entry("task", Set.of("problem")),
            Map.entry("block", Set.of("problem")),
            Map.entry("access", Set.of("problem")),
            Map.entry("dataiku", Set.of("problem", "task", "access")),
            Map.entry("catalog", Set.of("problem", "block", "access", "dataiku", "task")),
            Map.entry("discovery", Set.of("problem", "block", "catalog", "dataiku", "access", "task")),
            Map.entry("search", Set.of("problem", "block", "catalog", "access", "task")),
            Map.entry("iac", Set.of("problem", "block", "catalog", "dataiku", "access", "task")),
            Map.entry("compose", Set.of("problem", "block", "catalog", "search", "iac", "access", "task")));

    /** The doors, which may use every room. */
    private static final Set<String> DOORS = Set.of("portal", "api", "cli");

    private static final ApplicationModules ROOMS = ApplicationModules.of(BlockyardApplication.class);
    private static final Map<String, Set<String>> USED = used();

    @Test
    void thereAreNoCyclesAndInternalPackagesStayClosed() {
        ROOMS.verify();
    }

    @Test
    void everyRoomUsesOnlyThoseThatItMay() {
        var unwanted = new TreeMap<String, Set<String>>();
        ROOMS.stream().filter(room -> !DOORS.contains(name(room))).forEach(room -> {
            var used = usedBy(room);
            used.removeAll(ARROWS.getOrDefault(name(room), Set.of()));
            if (!used.isEmpty()) {
                unwanted.put(name(room), used);
            }
        });
        assertThat(unwanted).isEmpty();
        assertThat(ROOMS.stream().map(ModularityTests::name).filter(name -> !DOORS.contains(name)))
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void noRoomUsesADoorAndTheCommandLineNeverThePortal() {
        ROOMS.stream().forEach(room -> {
            var used = usedBy(room);
            used.retainAll(DOORS);
            assertThat(used).as(name(room)).isSubsetOf(name(room).equals("cli") ? Set.of("api") : Set.of());
        });
    }

    /** Diagrams and a page for each room, for whoever wants to see how it hangs together today: no check, and slow. */
    @Test
    @EnabledIfSystemProperty(named = "tests.full", matches = "true")
    void thePageOfTheRoomsIsWritten() {
        new Documenter(ROOMS, Documenter.Options.defaults().withOutputFolder("target/modules"))
                .writeModulesAsPlantUml()
                .writeModuleCanvases();
        assertThat(Path.of("target/modules")).isDirectoryContaining(Files::isRegularFile);
    }

    private static Set<String> usedBy(ApplicationModule room) {
        return new TreeSet<>(USED.getOrDefault(name(room), Set.of()));
    }

    /** Room → the rooms that it uses, found out once, since it takes seconds. */
    private static Map<String, Set<String>> used() {
        var used = new TreeMap<String, Set<String>>();
        ROOMS.stream()
                .forEach(room -> used.put(
                        name(room),
                        room.getDirectDependencies(ROOMS).stream()
                                .map(dependency -> name(dependency.getTargetModule()))
                                .filter(target -> !target.equals(name(room)))
                                .collect(Collectors.toSet())));
        return used;
    }

    private static String name(ApplicationModule room) {
        return room.getIdentifier().toString();
    }
}
