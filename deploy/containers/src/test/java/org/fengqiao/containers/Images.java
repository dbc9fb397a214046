package org.fengqiao.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The images that {@code deploy/images/build} made, as long as an engine answers that has them. */
final class Images {

    /** The tag of the images that were built last. */
    static final String LATEST = "latest";

    private static final String MADE_UP = "made-up-previous";

    private Images() {}

    /** Leaves the tests out, and says why, where there is no engine or no image; unless they are required. */
    static void require() {
        if (Boolean.parseBoolean(System.getenv("FENGQIAO_REQUIRE_CONTAINERS"))) {
            return;
        }
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "left out: no container engine answers here");
        assumeTrue(
                Stream.of("intake", "connect", "edge").allMatch(Images::isBuilt),
                "left out: there are no images; deploy/images/build makes them");
    }

    private static boolean isBuilt(String kind) {
        return isThere(named(kind, LATEST));
    }

    private static boolean isThere(String image) {
        return !DockerClientFactory.instance()
                .client()
                .listImagesCmd()
                .withReferenceFilter(image)
                .exec()
                .isEmpty();
    }

    /** Returns the name of an image. */
    static String named(String kind, String tag) {
        return "fengqiao/%s:%s".formatted(kind, tag);
    }

    /**
     * Returns the tag of the services' images before these: {@code FENGQIAO_PREVIOUS_TAG} of the environment. Where
     * there
     * is none, images are made that differ from these in nothing but what is said about them, so that at least the
     * change
     * is tried, if not between two programs.
     */
    static String previous() {
        var given = System.getenv("FENGQIAO_PREVIOUS_TAG");
        if (given != null && !given.isEmpty()) {
            return given;
        }
        for (var service : ContainerStack.SERVICES) {
            new ImageFromDockerfile(named(service, MADE_UP), false)
                    .withDockerfileFromBuilder(builder -> builder.from(named(service, LATEST))
                            .label("org.fengqiao.inputs", MADE_UP)
                            .build())
                    .get();
        }
        return MADE_UP;
    }
}
