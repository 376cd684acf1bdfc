from chat.models.conversation import Conversation, ConversationWrap, Event
from chat.models.shift import Lease, Ticket
from chat.models.team import StaffKey, Team, TeamGrant, TeamKey

__all__ = [
    "Conversation",
    "ConversationWrap",
    "Event",
    "Lease",
    "StaffKey",
    "Team",
    "TeamGrant",
    "TeamKey",
    "Ticket",
]
