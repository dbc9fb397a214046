package org.fengqiao.routing;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Configuration of the districts that an installation serves. */
@ConfigMapping(prefix = "fengqiao.routing.districts")
public interface RoutingConfiguration {

    /**
     * The districts with their units and staff: names of files that come with the program, or paths of others, which
     * end with {@code .yaml}; all that come with the program if none is named. The centre of the first one takes what
     * lies in none of them. What was changed over HTTP counts beside the files.
     */
    Optional<List<String>> files();
}
