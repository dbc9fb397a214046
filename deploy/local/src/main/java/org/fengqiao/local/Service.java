package org.fengqiao.local;

import java.util.Locale;

/** The five services, in the order in which a dispute meets them. */
public enum Service {
    INTAKE(8081),
    ROUTING(8082),
    MEDIATION(8083),
    PETITION(8084),
    ANALYTICS(8085);

    private final int usualPort;

    Service(int usualPort) {
        this.usualPort = usualPort;
    }

    /** The HTTP port it listens on unless another is asked for. */
    public int usualPort() {
        return usualPort;
    }

    /** Its name in paths, databases and on the command line, such as {@code intake}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its Maven module, such as {@code intake-service}. */
    public String module() {
        return label() + "-service";
    }

    /**
     * The service of that name.
     *
     * @throws UserError if there is none
     */
    public static Service named(String label) {
        for (var service : values()) {
            if (service.label().equals(label)) {
                return service;
            }
        }
        throw new UserError(
                "There is no service \"%s\"; the services are intake, routing, mediation, petition and analytics."
                        .formatted(label));
    }
}
