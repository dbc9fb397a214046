package org.fengqiao.analytics.http;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Part;
import org.fengqiao.analytics.metric.ProcessMap;
import org.fengqiao.analytics.model.MilestoneKind;
import org.fengqiao.kernel.web.Page;

/**
 * Query parameters of the numbers in the OpenAPI document. {@link MetricParameters} reads them, since which of them a
 * number has depends on the metric; so no method declares them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class MetricQueries implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var paths = document.getPaths();
        var number = paths.getPathItem("/metrics/{name}").getGET();
        var cases = paths.getPathItem("/metrics/{name}/cases").getGET();
        var restated = paths.getPathItem("/metrics/{name}/restated").getGET();
        var changes = paths.getPathItem("/metrics/{name}/restated/cases").getGET();
        var map = paths.getPathItem("/process-map").getGET();
        var mapped = paths.getPathItem("/process-map/cases").getGET();
        for (var operation : List.of(number, cases, restated, changes, map, mapped)) {
            Arrays.stream(Dimension.values())
                    .filter(dimension -> !dimension.isPeriod())
                    .forEach(dimension -> add(
                            operation,
                            dimension.parameter(),
                            OASFactory.createSchema()
                                    .addType(Schema.SchemaType.ARRAY)
                                    .items(text()),
                            "Only what has one of these, if the metric has this filter; it may be repeated."));
            add(operation, "from", text(), "The first day in China (YYYY-MM-DD), or a time with zone.");
            add(operation, "to", text(), "The last day in China, included, or a time with zone, excluded.");
            add(operation, "asOf", text().format("date-time"), "What was known at this time counts; all if not given.");
        }
        for (var operation : List.of(cases, changes, mapped)) {
            add(
                    operation,
                    "limit",
                    OASFactory.createSchema()
                            .addType(Schema.SchemaType.INTEGER)
                            .format("int32")
                            .minimum(BigDecimal.ONE)
                            .maximum(BigDecimal.valueOf(Page.Request.MOST))
                            .defaultValue(Page.Request.USUAL),
                    "Number of items at most.");
            add(operation, "cursor", text(), "The cursor of the page before, opaque to callers.");
        }
        for (var operation : List.of(number, restated)) {
            add(
                    operation,
                    "groupBy",
                    text(),
                    "Names out of the catalogue's groupBy, separated by commas: one row for each of their"
                            + " combinations.");
        }
        for (var operation : List.of(number, cases)) {
            add(operation, "bom", truth(), "As CSV: whether it begins with a byte order mark.");
            add(operation, "comment", truth(), "As CSV: whether a first line says what it is and how far it knows.");
        }
        add(
                cases,
                "part",
                text().enumeration(List.of(
                        Arrays.stream(Part.values()).map(Part::parameter).toArray())),
                "Which of them.");
        var steps = ProcessMap.STEPS.stream().map(MilestoneKind::name).toArray();
        add(mapped, "fromStep", text().enumeration(List.of(steps)), "The step before; cases that began if not given.");
        add(mapped, "toStep", text().enumeration(List.of(steps)), "The step; cases that stand if not given.");
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema truth() {
        return OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN);
    }

    private static void add(Operation operation, String name, Schema schema, String description) {
        operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .schema(schema)
                .description(description));
    }
}
