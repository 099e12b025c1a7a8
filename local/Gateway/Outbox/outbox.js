// Draws the outbox as a phone, and looks for new messages every second.
const list = document.querySelector('#messages');
const shown = new Set();

const clockOf = (time) => time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

// Text stays text; only addresses of our own origin become links.
function linked(text) {
  const paragraph = document.createElement('p');
  for (const part of text.split(/(https?:\/\/\S+)/)) {
    if (!part.startsWith(`${location.origin}/`)) {
      paragraph.append(part);
      continue;
    }
    const link = document.createElement('a');
    link.href = part;
    link.textContent = part;
    paragraph.append(link);
  }
  return paragraph;
}

function bubble(message) {
  const item = document.createElement('li');
  item.className = message.topic ? 'new topic' : 'new';
  const time = document.createElement('time');
  time.dateTime = message.time;
  time.textContent = `${clockOf(new Date(message.time))} · ${message.phone ?? 'topic ' + message.topic.split(':').at(-1)}`;
  item.append(linked(message.message), time);
  return item;
}

async function refresh() {
  const messages = await (await fetch('/outbox.json')).json();
  for (const message of messages.filter(({ messageId }) => !shown.has(messageId))) {
    shown.add(message.messageId);
    list.append(bubble(message));
    list.lastElementChild.scrollIntoView({ behavior: 'smooth' });
    if (message.phone) document.querySelector('#number').textContent = `Text message to ${message.phone}`;
  }
  document.querySelector('#clock').textContent = clockOf(new Date());
}

async function poll() {
  try {
    await refresh();
  } catch {
    // The local cloud is down: look again.
  }
  setTimeout(poll, 1000);
}

poll();
