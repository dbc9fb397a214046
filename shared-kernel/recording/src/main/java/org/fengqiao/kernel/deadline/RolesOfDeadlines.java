package org.fengqiao.kernel.deadline;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Roles that change deadlines, in the OpenAPI document: the service's settings name them, and the document would show
 * the name of the setting.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class RolesOfDeadlines implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getSecurity() != null) {
            operation
                    .getSecurity()
                    .forEach(required -> Map.copyOf(required.getSchemes())
                            .forEach((scheme, roles) -> required.addScheme(scheme, named(roles))));
        }
        return operation;
    }

    private static List<String> named(List<String> roles) {
        return roles.stream()
                .flatMap(role -> role.equals(DeadlinesResource.CHANGED_BY) ? changing() : Stream.of(role))
                .toList();
    }

    private static Stream<String> changing() {
        var setting = DeadlinesResource.CHANGED_BY.substring(2, DeadlinesResource.CHANGED_BY.length() - 1);
        return ConfigProvider.getConfig().getValues(setting, String.class).stream();
    }
}
