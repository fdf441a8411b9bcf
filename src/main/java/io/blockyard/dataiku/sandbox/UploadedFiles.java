package io.blockyard.dataiku.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Files that clients upload as a dataset, and their rows: the only data that the sandbox has. */
final class UploadedFiles {

    private static final String TYPE = "UploadedFiles";

    private final Futures futures;

    UploadedFiles(Futures futures) {
        this.futures = futures;
    }

    void register(Router router) {
        router.project("GET", "/datasets/{name}/uploaded/files", (request, project) -> {
            var name = uploaded(request, project);
            var list = Json.array();
            for (var path : project.files().below(folder(name))) {
                var file = folder(name) + "/" + path;
                list.addObject()
                        .put("path", path)
                        .put("length", project.files().size(file))
                        .put("lastModified", project.files().modified(file));
            }
            return Answer.json(list);
        });
        router.project("POST", "/datasets/{name}/uploaded/files", (request, project) -> {
            var name = uploaded(request, project);
            var upload = request.upload();
            project.files().put(folder(name) + "/" + Names.require(upload.name()), upload.content());
            return Answer.empty();
        });
        router.project("DELETE", "/datasets/{name}/data", (request, project) -> {
            DatasetCalls.read(project, request);
            project.files().deleteBelow(folder(request.name("name")));
            return Answer.json(Json.object());
        });
        router.project("GET", "/datasets/{name}/data", UploadedFiles::data);
        // Clients ask whether a stream of rows ended well; here it did, or the connection broke.
        router.project("GET", "/datasets/{name}/finish-streaming", (request, project) -> Answer.empty());
        router.looking("POST", "/datasets/{name}/actions/testAndDetectSettings/fsLike", this::detect);
        router.unsupported("POST", "/datasets/{name}/actions/testAndDetectSettings/{kind}", "it reaches no database");
    }

    /** Where a dataset's files lie. */
    static String folder(String dataset) {
        return Project.DATA + "/" + PackedProject.UPLOADS + "/" + Names.require(dataset);
    }

    private static String uploaded(Request request, Project project) {
        var type = Json.text(DatasetCalls.read(project, request), "type");
        if (!type.equals(TYPE)) {
            throw Fault.badRequest("Not a dataset of uploaded files: " + request.name("name"));
        }
        return request.name("name");
    }

    private static Answer data(Request request, Project project) {
        var format = request.parameter("format");
        if (!format.isEmpty() && !format.equals("tsv-excel-noheader") && !format.equals("tsv-excel-header")) {
            throw Fault.unsupported("The format " + format, "it writes tsv-excel-noheader and tsv-excel-header");
        }
        var dataset = DatasetCalls.read(project, request);
        var rows = new ArrayList<List<String>>();
        if (format.equals("tsv-excel-header")) {
            rows.add(columns(dataset));
        }
        rows.addAll(rows(project, request.name("name"), dataset));
        return Answer.stream("text/tab-separated-values; charset=utf-8", out -> {
            for (var row : rows) {
                out.write(DelimitedText.tabSeparated(row).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static List<List<String>> rows(Project project, String name, ObjectNode dataset) {
        if (!Json.text(dataset, "type").equals(TYPE)) {
            throw Fault.unsupported("Reading " + project.key() + "." + name, "only uploaded files have data here");
        }
        if (!Json.text(dataset, "formatType").equals("csv")) {
            throw Fault.unsupported(
                    "Reading the format \"" + Json.text(dataset, "formatType") + "\"", "it reads csv only");
        }
        var rows = new ArrayList<List<String>>();
        var width = columns(dataset).size();
        for (var text : texts(project, name)) {
            for (var row :
                    DelimitedText.with(Json.child(dataset, "formatParams")).rows(text)) {
                rows.add(fitted(row, width));
            }
        }
        return rows;
    }

    private static List<String> fitted(List<String> row, int width) {
        var fitted = new ArrayList<>(row.subList(0, Math.min(width, row.size())));
        while (fitted.size() < width) {
            fitted.add("");
        }
        return fitted;
    }

    private static List<String> columns(ObjectNode dataset) {
        return dataset.path("schema")
                .path("columns")
                .valueStream()
                .map(column -> Json.text(column, "name"))
                .toList();
    }

    private static List<String> texts(Project project, String name) {
        var texts = new ArrayList<String>();
        for (var path : project.files().below(folder(name))) {
            project.files()
                    .text(folder(name) + "/" + path)
                    .ifPresent(text -> texts.add(text.startsWith("\ufeff") ? text.substring(1) : text));
        }
        return texts;
    }

    private Answer detect(Request request, Project project) {
        var name = request.name("name");
        DatasetCalls.read(project, request);
        var texts = texts(project, name);
        if (texts.isEmpty()) {
            throw Fault.unsupported("Detection on " + project.key() + "." + name, "only uploaded files have data here");
        }
        var infers = request.json().path("inferStorageTypes").asBoolean(false);
        return Answer.json(futures.done(DelimitedText.detect(texts.getFirst(), infers)));
    }
}
