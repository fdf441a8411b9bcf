package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.api.CrawlScheduleRequest;
import io.blockyard.api.CrawlScheduleView;
import io.blockyard.api.Listing;
import io.blockyard.discovery.CrawlSchedules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When sources are crawled by themselves. */
@RestController
@RequestMapping("/api/v1/crawl-schedules")
@Tag(name = "Crawls")
class CrawlSchedulesController {

    private final CrawlSchedules schedules;

    CrawlSchedulesController(CrawlSchedules schedules) {
        this.schedules = schedules;
    }

    @GetMapping
    @Operation(summary = "The sources that are crawled by themselves, and when")
    Listing<CrawlScheduleView> all(Actor actor) {
        return new Listing<>(
                schedules.all(actor).stream().map(CrawlScheduleView::of).toList());
    }

    @PutMapping("/{source}")
    @Operation(summary = "Set when a source is crawled by itself", description = "It takes the place of what was set.")
    CrawlScheduleView set(Actor actor, @PathVariable String source, @RequestBody CrawlScheduleRequest request) {
        var projects = request.projects() == null ? List.<String>of() : request.projects();
        return CrawlScheduleView.of(
                schedules.set(actor, source, Given.text(request.cron(), "cron"), projects, request.options()));
    }

    @DeleteMapping("/{source}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Crawl a source only when somebody asks")
    void remove(Actor actor, @PathVariable String source) {
        schedules.remove(actor, source);
    }
}
