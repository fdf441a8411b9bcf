package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The calls that the sandbox knows, by method and path. Calls to a project hold the project's lock. */
final class Router {

    /** A call on one project. */
    @FunctionalInterface
    interface ProjectCall {
        Answer answer(Request request, Project project);
    }

    private record Route(String method, List<String> pattern, Right right, Function<Request, Answer> call) {}

    private static final String PROJECT = "/projects/{key}";

    private final Projects projects;
    private final List<Route> routes = new ArrayList<>();

    Router(Projects projects) {
        this.projects = projects;
    }

    /** A call on the instance. {@code pattern} such as {@code /admin/connections}. */
    void instance(String method, String pattern, Right right, Function<Request, Answer> call) {
        routes.add(new Route(method, segments(pattern), right, call));
    }

    /** A call on a project. {@code pattern} begins after the key, such as {@code /datasets/{name}}; a last {@code {path...}} takes all that is left. */
    void project(String method, String pattern, ProjectCall call) {
        if (method.equals("GET")) {
            looking(method, pattern, call);
            return;
        }
        instance(method, PROJECT + pattern, Right.WRITE, request -> {
            var project = projects.open(request.name("key"));
            return project.changing(() -> call.answer(request, project));
        });
    }

    /** A call on a project that changes nothing, whatever its method says. */
    void looking(String method, String pattern, ProjectCall call) {
        instance(method, PROJECT + pattern, Right.READ, request -> {
            var project = projects.open(request.name("key"));
            return project.reading(() -> call.answer(request, project));
        });
    }

    /** A call on a project that makes no sense here. */
    void unsupported(String method, String pattern, String why) {
        instance(method, PROJECT + pattern, Right.READ, request -> {
            projects.open(request.name("key"));
            throw Fault.unsupported(method + " " + pattern, why);
        });
    }

    Answer answer(Request request, SandboxKey key) {
        for (var route : routes) {
            if (!route.method().equals(request.method())) {
                continue;
            }
            var names = match(route.pattern(), request.path());
            if (names.isPresent()) {
                if (!key.may(route.right())) {
                    throw Fault.forbidden("this API key may not do this; it takes one with the right " + route.right());
                }
                return route.call().apply(request.with(names.get()));
            }
        }
        throw Fault.unsupported(request.method() + " /" + String.join("/", request.path()), "it is not part of it");
    }

    private static List<String> segments(String pattern) {
        return List.of(pattern.substring(1).split("/"));
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        var names = new HashMap<String, String>();
        for (var index = 0; index < pattern.size(); index++) {
            var expected = pattern.get(index);
            if (expected.endsWith("...}")) {
                if (path.size() <= index) {
                    return Optional.empty();
                }
                names.put(
                        expected.substring(1, expected.length() - 4),
                        String.join("/", path.subList(index, path.size())));
                return Optional.of(names);
            }
            if (index >= path.size()) {
                return Optional.empty();
            }
            if (expected.startsWith("{")) {
                names.put(expected.substring(1, expected.length() - 1), path.get(index));
            } else if (!expected.equals(path.get(index))) {
                return Optional.empty();
            }
        }
        return pattern.size() == path.size() ? Optional.of(names) : Optional.empty();
    }
}
