package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Tells other programs, by a file, where the parts are and how to log in to the databases. */
final class Endpoints {

    private Endpoints() {}

    static void write(Installation installation, Path file) {
        var endpoints = new Properties();
        endpoints.setProperty("postgres.host", Installation.HOST);
        endpoints.setProperty("postgres.port", Integer.toString(installation.port(Part.POSTGRES)));
        endpoints.setProperty("postgres.superuser", Installation.SUPERUSER);
        endpoints.setProperty("postgres.superuser.password", installation.superuserPassword());
        endpoints.setProperty("kafka.bootstrap", installation.kafkaBootstrap());
        endpoints.setProperty("connect.url", installation.connectUrl());
        for (var service : Installation.SERVICES) {
            endpoints.setProperty(service + ".database", service);
            for (var role : Installation.Role.values()) {
                if (role.isOf(service)) {
                    endpoints.setProperty(service + "." + role.key() + ".user", role.of(service));
                    endpoints.setProperty(
                            service + "." + role.key() + ".password", installation.password(service, role));
                }
            }
        }
        var owner = Installation.Role.OWNER;
        endpoints.setProperty(Installation.KEYS + ".database", Installation.KEYS);
        endpoints.setProperty(Installation.KEYS + "." + owner.key() + ".user", owner.of(Installation.KEYS));
        endpoints.setProperty(
                Installation.KEYS + "." + owner.key() + ".password", installation.password(Installation.KEYS, owner));
        endpoints.setProperty(Installation.KEYS + ".rotator.user", Installation.ROTATOR_OF_KEYS);
        endpoints.setProperty(Installation.KEYS + ".rotator.password", installation.rotatorPassword());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            OwnerOnly.replace(file, endpoints);
        } catch (IOException unusable) {
            throw new Trouble("%s can't be written: %s".formatted(file, unusable.getMessage()), unusable);
        }
    }
}
