package io.blockyard.dataiku.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs. The sandbox computes nothing: a job ends at once, {@code DONE} where there was nothing to compute since no recipe
 * makes what it is to build, {@code FAILED} otherwise, and its log says why.
 */
final class JobCalls {

    private static final String FOLDER = Project.DATA + "/jobs";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS").withZone(ZoneOffset.UTC);

    void register(Router router) {
        router.project("POST", "/jobs", JobCalls::start);
        router.project("GET", "/jobs", (request, project) -> {
            var jobs = Json.array();
            var all = new ArrayList<>(project.documents(FOLDER).values());
            all.reversed().forEach(job -> jobs.add(base(job)));
            return Answer.json(jobs);
        });
        router.project("GET", "/jobs/{id}", (request, project) -> {
            var job = job(request, project);
            var status = Json.object();
            status.set("baseStatus", base(job));
            var done = Json.text(job, "state").equals("DONE");
            status.putObject("globalState")
                    .put("done", done ? 1 : 0)
                    .put("failed", done ? 0 : 1)
                    .put("running", 0)
                    .put("total", 1);
            return Answer.json(status);
        });
        router.project(
                "GET", "/jobs/{id}/log", (request, project) -> Answer.text(Json.text(job(request, project), "log")));
        router.project("POST", "/jobs/{id}/abort", (request, project) -> {
            var job = job(request, project);
            return Answer.message("The job " + request.name("id") + " has ended already: " + Json.text(job, "state"));
        });
    }

    private static Answer start(Request request, Project project) {
        var definition = request.object();
        var outputs = definition.path("outputs");
        if (!outputs.isArray() || outputs.isEmpty()) {
            throw Fault.badRequest("The job has no outputs");
        }
        var reasons = new ArrayList<String>();
        for (var output : outputs.values()) {
            reasons.addAll(toCompute(project, output));
        }
        var now = System.currentTimeMillis();
        var name = definition.path("type").asString("RECURSIVE_BUILD");
        var id = "Build_" + Names.mint(4, taken -> false) + "_" + TIME.format(Instant.ofEpochMilli(now));
        var def = definition.deepCopy();
        def.put("id", id)
                .put("name", id)
                .put("type", name)
                .put("initiator", Stamps.USER)
                .put("initiationTimestamp", now);
        def.put("projectKey", project.key());
        var job = Json.object()
                .put("state", reasons.isEmpty() ? "DONE" : "FAILED")
                .put("startTime", now)
                .put("endTime", now)
                .put("log", log(reasons));
        job.set("def", def);
        project.write(FOLDER, id, job);
        return Answer.json(Json.object().put("id", id).put("msg", "Started job " + id));
    }

    /** Why an output cannot be built here; empty when there is nothing to compute. */
    private static List<String> toCompute(Project project, JsonNode output) {
        var ref = Json.text(output, "id");
        if (Objects.of(project, ref).isEmpty()) {
            throw Fault.badRequest("Nothing to build: " + project.key() + "." + ref + " does not exist");
        }
        return project.documents(RecipeCalls.FOLDER).entrySet().stream()
                .filter(recipe -> Objects.refs(recipe.getValue(), "outputs").anyMatch(ref::equals))
                .map(recipe -> ref + " is made by the recipe " + recipe.getKey())
                .toList();
    }

    private static String log(List<String> reasons) {
        return reasons.isEmpty()
                ? "Nothing to compute: no recipe makes what is to be built.\n"
                : "The sandbox runs no recipes: " + String.join("; ", reasons) + ".\n";
    }

    private static ObjectNode base(ObjectNode job) {
        var base = job.deepCopy();
        base.remove("log");
        return base.put("stableState", true);
    }

    private static ObjectNode job(Request request, Project project) {
        return project.document(FOLDER, request.name("id"), "Job");
    }
}
