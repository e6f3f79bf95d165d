package io.polestar.api.channel.outgoing;

import io.polestar.engine.tree.Channel.Email;
import io.polestar.engine.tree.Channel.Email.Security;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Hands e-mails to an SMTP server whose address was judged beforehand, each over a connection of its own. TLS checks the server's
 * certificate against its name; where the channel asks for STARTTLS, a server without it is not spoken to. Safe for any thread.
 */
public final class SmtpCaller implements Closeable {
    private static final int STEPS = 3;

    private final Resolver resolver;
    private final int timeoutMillis;
    private final Deadlines deadlines = new Deadlines();

    /** Calls whose single steps end after that time, and the whole after three times that. */
    public SmtpCaller(Resolver resolver, int timeoutMillis) {
        this.resolver = resolver;
        this.timeoutMillis = timeoutMillis;
    }

    /** Makes the e-mail to be handed over. */
    @FunctionalInterface
    public interface Letter {
        /** An e-mail of that session, with its receivers. */
        Message in(Session session) throws MessagingException, IOException;
    }

    /**
     * Hands over an e-mail.
     *
     * @param password the user's, null without one
     * @throws MessagingException when the server did not take it, or not for all receivers
     * @throws IOException when the server may not be called, is not known, or did not answer in time
     */
    public void send(Email target, @Nullable String password, Letter letter) throws MessagingException, IOException {
        List<InetAddress> addresses = resolver.resolve(target.host());
        MessagingException failure = new MessagingException("the host has no address");
        for (InetAddress address : addresses) {
            PinnedSockets sockets = new PinnedSockets(address);
            Future<?> deadline = deadlines.closeAfter((long) STEPS * timeoutMillis, sockets::closeAll);
            Session session = Session.getInstance(properties(target, sockets));
            try (Transport transport = session.getTransport("smtp")) {
                try {
                    transport.connect(target.host(), target.port(), target.user(), password);
                } catch (MessagingException e) {
                    failure = e;
                    continue;
                }
                Message message = letter.in(session);
                transport.sendMessage(message, message.getAllRecipients());
                return;
            } finally {
                deadline.cancel(false);
            }
        }
        throw failure;
    }

    private Properties properties(Email target, PinnedSockets sockets) {
        Properties properties = new Properties();
        String prefix = "mail.smtp.";
        for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty(prefix + timeout, Integer.toString(timeoutMillis));
        }
        properties.put(prefix + "socketFactory", sockets);
        properties.put(prefix + "ssl.socketFactory", sockets);
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        properties.setProperty(prefix + "ssl.enable", Boolean.toString(target.security() == Security.SSL));
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(target.security() == Security.STARTTLS));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(target.security() == Security.STARTTLS));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "auth", Boolean.toString(target.user() != null));
        properties.setProperty(prefix + "sendpartial", "true");
        properties.setProperty(prefix + "quitwait", "false");
        properties.setProperty(prefix + "localhost", domain(target.from()));
        return properties;
    }

    /** What stands after the at sign of an address. */
    public static String domain(String mailbox) {
        return mailbox.substring(mailbox.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
